// What Word and Outlook put on the clipboard, shortened.
const bullet = (text: string, level: number, mark: string) =>
  `<p class=MsoListParagraphCxSpMiddle style='margin-left:${level * 36}.0pt;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=NO>${text}<o:p></o:p></span></p>`;

export const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta charset=utf-8><meta name=Generator content="Microsoft Word 15"><link rel=File-List href="file:///C:/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:Zoom>0</w:Zoom></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm;font-family:"Calibri",sans-serif} @page WordSection1 {size:595.3pt 841.9pt} --></style></head>
<body lang=NO style='tab-interval:35.4pt'><!--StartFragment-->
<h1 style='margin-top:12.0pt'><span style='color:#2F5496'>Status<o:p></o:p></span></h1>
<p class=MsoNormal><b>UDI</b> orienterte.<o:p></o:p></p>
${bullet('Første', 1, '·')}${bullet('Under', 2, 'o')}${bullet('Andre', 1, '·')}
<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse'><tr><td width=302 style='width:226.55pt'>
<p class=MsoNormal>Norge<o:p></o:p></p></td><td width=302><p class=MsoNormal>12<o:p></o:p></p></td></tr></table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>`;

export const fromOutlook = `<div class="WordSection1"><p class="MsoNormal" style="mso-margin-top-alt:auto"><span style="font-size:11.0pt;color:#1F497D">Hei Ola,<o:p></o:p></span></p>
<p class="MsoNormal">Se <a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.no" style="color:blue">rapporten</a>.</p>
<img src="https://track.example/open.gif?u=1" width="1" height="1" alt=""><script>steal()</script></div>`;
